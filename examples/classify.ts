import { loadClassifier } from 'dermalite'

const classifier = await loadClassifier()
const answer = await classifier.classify(process.argv[2] ?? 'photo.jpg')
console.log(answer.label, answer.probabilities)
await classifier.dispose()
