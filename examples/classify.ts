import { loadClassifier } from 'dermalite/node'

const [picture = 'photo.jpg', bundle] = process.argv.slice(2)
const classifier = await loadClassifier({ bundle })
const { label, probabilities } = await classifier.classify(picture)
console.log(label, probabilities)
await classifier.dispose()
