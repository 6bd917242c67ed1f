import type { Layer } from './layers.ts'
import type { LayerGradient } from './methods/method.ts'

/** A network opened to explain what it answers. */
export type ExplainableModel = {
  /** Those that it was opened for, in their order. */
  readonly layers: readonly Layer[]
  /** Side of the square input, pixels. */
  readonly size: number
  /**
   * What each layer gives for one picture, and the gradient of a class's logit by it.
   *
   * @param image [3, S, S], normalised
   */
  layerGradients(image: Float32Array, classIndex: number): Promise<LayerGradient[]>
  /**
   * @param images [n, 3, S, S], normalised
   * @returns [n, K], before softmax
   */
  logits(images: Float32Array, n: number): Promise<Float32Array>
  dispose(): Promise<void>
}
