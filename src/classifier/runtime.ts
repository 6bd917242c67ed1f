/** What every model of a bundle answers for N images and K classes, row-major. */
export type ModelOutputs = {
  /** [N, K], before softmax. */
  readonly logits: Float32Array
  /** [N, K, h, w]: class activation maps. */
  readonly cam: Float32Array
  /** [h, w] of `cam`. */
  readonly camSize: readonly [height: number, width: number]
  /** [N, C]: pooled features. */
  readonly embedding: Float32Array
}

/** Runs a model: ONNX Runtime in Node, LiteRT in a browser. */
export type Runtime = {
  /**
   * @param images [n, 3, S, S], normalised RGB; must not change until the promise settles
   * @param n number of images
   * @throws DermaliteError `model-failed`
   */
  run(images: Float32Array, n: number): Promise<ModelOutputs>
  dispose(): Promise<void>
}
