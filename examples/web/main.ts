import { createClassifier, decodePicture, loadEngine, readPixels } from 'dermalite/browser'

// In a project with Vite, once; the first file is what `npm pack` makes in a clone of DermaLite:
//   npm i ../dermalite/dermalite-0.1.0.tgz @litertjs/core --onnxruntime-node-install=skip
//   npm i -D vite
//   cp -r node_modules/dermalite/models/mobilenet-v2 public/model
//   cp -r node_modules/@litertjs/core/wasm public/litert
// then: npx vite

const input = document.querySelector('input')!
const output = document.querySelector('pre')!

const classifier = createClassifier(await loadEngine({ bundle: 'model/', wasm: 'litert/' }))
output.textContent = 'Choose a picture taken through a dermatoscope.'

input.addEventListener('change', async () => {
  const bitmap = await decodePicture(input.files![0]!)
  const { label, probabilities, predictionSet } = await classifier.classify(readPixels(bitmap))
  bitmap.close()
  output.textContent = JSON.stringify({ label, probabilities, predictionSet }, null, 2)
})
