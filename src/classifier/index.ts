/**
 * The classifier for decoded pictures on any platform: a manifest, a runtime, and from them an answer. In Node, `dermalite` is
 * `dermalite/node`, which adds files and ONNX Runtime.
 *
 * @module dermalite
 */
export { LESION_CLASSES, LESION_NAMES, type LesionClass } from '../classes.ts'
export { DermaliteError, type DermaliteErrorCode } from '../errors.ts'
export {
  type DescribeOptions,
  describeEvidence,
  type EvidenceDescription,
  type EvidencePosition,
} from '../explain/describe-evidence.ts'
export type { HeatMap } from '../explain/heat-map.ts'
export { type StrongestRegion, strongestRegion } from '../explain/strongest-region.ts'
export { COLOUR_MAPS, type ColourMap } from '../image/colour-map.ts'
export type { Mask } from '../image/lesion/mask.ts'
export { heatMapPixels, type OverlayOptions, overlayHeatMap } from '../image/overlay.ts'
export type { InputSpec, RgbImage, ScalarMap } from '../image/types.ts'
export type {
  Assessment,
  Evidence,
  OutOfDistribution,
  Prediction,
  Quality,
  Triage,
  TriageLevel,
  Uncertainty,
} from './answer.ts'
export { chooseModelFile, parseManifest } from './bundle.ts'
export {
  type Answer,
  type Classifier,
  type ClassifierParts,
  createClassifier,
  type Milliseconds,
  type ModelIdentity,
} from './classifier.ts'
export {
  type Manifest,
  type ModelFile,
  manifestSchema,
  PRECISIONS,
  type Precision,
} from './manifest.ts'
export { type Prior, type PriorChoice, resolvePrior } from './prior.ts'
export type { ModelOutputs, Runtime } from './runtime.ts'
