export * from '../index.ts'
export {
  type ClassifierOptions,
  DEFAULT_BUNDLE,
  loadClassifier,
  type Picture,
} from './load-classifier.ts'
