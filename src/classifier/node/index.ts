/**
 * The classifier in Node: model bundles and pictures from files, ONNX Runtime.
 *
 * @module dermalite/node
 */
export * from '../index.ts'
export {
  type ClassifierOptions,
  DEFAULT_BUNDLE,
  loadClassifier,
  type Picture,
} from './load-classifier.ts'
