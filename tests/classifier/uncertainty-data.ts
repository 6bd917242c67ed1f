import type { UncertaintyStatistics } from '../../src/classifier/uncertainty-schema.ts'
import { temperatureMap } from '../../src/uncertainty/calibration-map.ts'
import { packMatrix } from '../../src/uncertainty/packed.ts'

const CLASSES = 7
/** Validation images of each class. */
const COUNT = 20

/**
 * Statistics of a model of seven classes and an embedding of two channels, made up so that thresholds can be worked out by
 * hand: validation image i of a class has the logit i / 4 for it and 0 for the others; known pictures lie around (1, 0).
 */
export function madeUpStatistics(model: string): UncertaintyStatistics {
  const images = CLASSES * COUNT
  const logits = new Float64Array(CLASSES * images)
  for (let image = 0; image < images; image++) {
    const label = Math.floor(image / COUNT)
    logits[label * images + image] = (image % COUNT) / 4
  }
  const identity = packMatrix([1, 0, 0, 1], 2, 8)
  return {
    model,
    calibration: temperatureMap(1, CLASSES),
    validation: {
      counts: new Array<number>(CLASSES).fill(COUNT),
      logits: packMatrix(logits, CLASSES, 16),
    },
    conformal: { score: { method: 'lac' }, shrinkage: 0 },
    embedding: {
      basis: identity,
      laplace: {
        whitening: identity,
        outsideVariance: 0,
        factor: Array.from({ length: CLASSES ** 2 }, (_, i) => (i % (CLASSES + 1) === 0 ? 1 : 0)),
      },
      outOfDistribution: {
        means: packMatrix(
          Array.from({ length: CLASSES * 2 }, (_, i) => (i % 2 === 0 ? 1 : 0)),
          CLASSES,
          8,
        ),
        variances: [0.01, 0.01],
        outsideVariance: 1,
        threshold: 10,
      },
    },
  }
}
