import { upsample } from '../../image/upsample.ts'
import { type LayerGradient, type Method, type MethodContext, weightedSum } from './method.ts'

const BATCH = 16

/**
 * Score-CAM (Wang et al., Score-CAM: Score-weighted visual explanations for convolutional neural networks, 2020, equations
 * 5 and 6): the weight of a channel is how much the probability of the class rises when the picture is shown through that
 * channel alone, enlarged and scaled to 0..1, over a picture of the mean colour. No gradients, but one run of the network
 * for each channel.
 *
 * @param most channels to try, those that vary most over the picture (as in Faster Score-CAM); all where left out
 */
export const scoreCam =
  (most = Number.POSITIVE_INFINITY): Method =>
  async (context) => {
    const { layer, image, score } = context
    const chosen = mostVaried(layer, most)
    const weights = new Float64Array(layer.channels)
    const [baseline] = await score(new Float32Array(image.length), 1)
    for (let start = 0; start < chosen.length; start += BATCH) {
      const channels = chosen.slice(start, start + BATCH)
      const images = new Float32Array(channels.length * image.length)
      channels.forEach((channel, i) => {
        showThrough(context, channel, images.subarray(i * image.length, (i + 1) * image.length))
      })
      const scores = await score(images, channels.length)
      channels.forEach((channel, i) => {
        weights[channel] = scores[i]! - baseline!
      })
    }
    return weightedSum(layer, weights)
  }

/** The picture times one channel, enlarged and scaled to 0..1; a normalised picture of zeros has the mean colour. */
function showThrough({ layer, image, size }: MethodContext, channel: number, out: Float32Array) {
  const { low, range, map } = channelRange(layer, channel)
  const mask = upsample({ ...layer, data: map }, size, size)
  const pixels = size * size
  for (let at = 0; at < out.length; at++) {
    out[at] = (image[at]! * (mask[at % pixels]! - low)) / range
  }
}

function channelRange({ height, width, activation }: LayerGradient, channel: number) {
  const map = activation.subarray(channel * height * width, (channel + 1) * height * width)
  const low = map.reduce((a, b) => Math.min(a, b))
  return { map, low, range: map.reduce((a, b) => Math.max(a, b)) - low }
}

/** Channels that are the same everywhere hide nothing and show nothing: they have no weight. */
function mostVaried(layer: LayerGradient, most: number): number[] {
  const variances = Array.from({ length: layer.channels }, (_, channel) => variance(layer, channel))
  return variances
    .map((_, channel) => channel)
    .filter((channel) => channelRange(layer, channel).range > 0)
    .sort((a, b) => variances[b]! - variances[a]!)
    .slice(0, most)
}

function variance(layer: LayerGradient, channel: number): number {
  const { map } = channelRange(layer, channel)
  const mean = map.reduce((sum, value) => sum + value, 0) / map.length
  return map.reduce((sum, value) => sum + (value - mean) ** 2, 0) / map.length
}
