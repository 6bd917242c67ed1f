export * from '../index.ts'
export { decodePicture, readPixels } from './decode.ts'
export { type Engine, type EngineOptions, loadEngine } from './load-engine.ts'
