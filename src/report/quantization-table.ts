import { markdownTable } from './markdown-table.ts'
import type { QuantizationFile } from './quantization-file.ts'
import { formatInterval, formatMetric, HEADLINE_METRICS } from './table.ts'

/**
 * What the int8 model costs, in Markdown. Both models are measured with the temperature of the float32 one, whatever
 * calibrates them later.
 */
export function quantizationMarkdown(file: QuantizationFile): string {
  const { files, validation, method, calibrationImages } = file
  const { images, sameLabel, metrics } = validation
  const { float32, int8 } = files
  const share = (int8.bytes / float32.bytes) * 100
  const summary =
    `The int8 model takes ${share.toFixed(0)} % of the bytes of the float32 one (ranges by ${method} on ` +
    `${calibrationImages} training images). On ${images.toLocaleString('en-US')} validation images it gives the same label for ` +
    `${(sameLabel * 100).toFixed(1)} %. Both were measured under the balanced prior with one temperature, before any ` +
    'calibration by class: the differences count, not the levels.'
  const rows = HEADLINE_METRICS.flatMap(([key, title]) => {
    const compared = metrics[key]
    if (!compared) return []
    const { difference, interval } = compared
    const signed = `${difference < 0 ? '' : '+'}${formatMetric(difference)}`
    const values = [compared.float32, compared.int8].map((value) => formatMetric(value))
    return [[title, ...values, `${signed} ${formatInterval(interval)}`]]
  })
  return `${summary}\n\n${markdownTable(['metric', 'float32', 'int8', 'difference'], rows)}`
}
