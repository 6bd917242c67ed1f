export * from '../index.ts'
export {
  type ClassifierOptions,
  defaultBundle,
  loadClassifier,
  type Picture,
} from './load-classifier.ts'
