/**
 * The classifier in the browser: model bundles from an address, pictures as the browser has them, LiteRT.
 *
 * @module dermalite/browser
 */
export * from '../index.ts'
export { decodePicture, readPixels } from './decode.ts'
export { type Engine, type EngineOptions, loadEngine } from './load-engine.ts'
