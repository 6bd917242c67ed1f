import { describe, expect, it } from 'vitest'
import { project } from '../../../src/uncertainty/embedding-space.ts'
import { fitLaplace, lastLayerCurvature } from '../../../src/uncertainty/fit/laplace.ts'
import { weightVariance } from '../../../src/uncertainty/laplace.ts'

const space = { basis: Float32Array.of(1, 0, 0, 0, 1, 0), dimensions: 2 }
const vectors = Float32Array.of(3, 0, 0, 0, 2, 0, 0, 0, 1, 3, 0, 0)
const probabilities = Float64Array.of(0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5)
const identity = { weight: [1, 0, 0, 1], bias: [0, 0] }
const curvature = lastLayerCurvature({ space, vectors, probabilities, classCount: 2 })

describe('lastLayerCurvature', () => {
  it('sums the features and averages what is uncertain of the classes', () => {
    expect(curvature.features.to2DArray()).toEqual([
      [18, 0],
      [0, 4],
    ])
    expect(curvature.outside).toBe(1)
    expect(curvature.classes.to2DArray()).toEqual([
      [0.25, -0.25],
      [-0.25, 0.25],
    ])
  })
})

describe('fitLaplace', () => {
  const fitted = fitLaplace(curvature, identity, 4)
  const varianceOf = (...vector: number[]) =>
    weightVariance(project(space, Float64Array.from(vector)), fitted)

  it('is sure along the features that training has shown, and less along others', () => {
    expect(varianceOf(1, 0, 0)).toBeCloseTo(1 / (18 + 2), 6)
    expect(varianceOf(0, 1, 0)).toBeCloseTo(1 / (4 + 2), 6)
    expect(varianceOf(0, 0, 1)).toBeCloseTo(1 / (1 + 2), 6)
  })

  it('has the inverse of the damped curvature of the classes as the covariance of the logits', () => {
    const [a, , b, c] = fitted.factor
    // (B + 2 I)⁻¹ of B = [[¼, -¼], [-¼, ¼]]
    const determinant = 2.25 ** 2 - 0.25 ** 2
    expect(a! ** 2).toBeCloseTo(2.25 / determinant, 9)
    expect(a! * b!).toBeCloseTo(0.25 / determinant, 9)
    expect(b! ** 2 + c! ** 2).toBeCloseTo(2.25 / determinant, 9)
  })

  it('sees the logits through the calibration', () => {
    const halved = fitLaplace(curvature, { ...identity, weight: [0.5, 0, 0, 0.5] }, 4)
    for (const [i, value] of halved.factor.entries()) {
      expect(value).toBeCloseTo(fitted.factor[i]! / 2, 9)
    }
  })
})
