import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Range } from '../../compress/quantize/affine.ts'
import { RANGE_METHODS } from '../../compress/quantize/ranges.ts'
import { DermaliteError } from '../../errors.ts'
import type { Graph } from '../../graph/graph.ts'
import { readOnnx } from '../../graph/onnx/read.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import { candidateSchema } from '../../report/quantization-file.ts'
import { requireSameConfig } from '../../train/config-mismatch.ts'
import { dataIdentity, requireSameData } from '../../train/data-identity.ts'
import type { TrainData } from '../../train/phase.ts'
import { writeFileAtomic } from '../../write-file.ts'

const calibrationSchema = z.object({
  /** Training images that the ranges were observed on. */
  images: z.int().positive(),
  method: z.enum(RANGE_METHODS),
  candidates: z.array(candidateSchema).min(1),
  ranges: z.record(z.string(), z.object({ min: z.number(), max: z.number() })),
})

/** What decides where training starts; a run goes on with the same alone. */
export type StartSettings = {
  /** SHA-256 of the float32 model. */
  readonly parent: string
  readonly images: number
  readonly methods: readonly string[]
  readonly equalize: boolean
  readonly correctBias: boolean
}

/** A float graph, prepared and calibrated: where quantization-aware training starts. */
export type TrainingStart = Omit<z.infer<typeof calibrationSchema>, 'ranges'> & {
  readonly graph: Graph
  readonly ranges: ReadonlyMap<string, Range>
}

const FILE = 'calibrated.onnx'

/**
 * Where a run starts: the one that its folder holds, when it goes on; else one made now and kept in the folder.
 *
 * @throws DermaliteError `bad-argument`: the folder holds another run; `checkpoint-mismatch`: it was started with other
 *   settings or data; `checkpoint-invalid`: it is damaged
 */
export async function openTrainingStart(
  run: { readonly folder: string; readonly resume: boolean; readonly data: TrainData },
  settings: StartSettings,
  make: () => Promise<TrainingStart>,
): Promise<TrainingStart> {
  const path = join(run.folder, FILE)
  const data = dataIdentity(run.data)
  if (existsSync(path)) {
    if (run.resume) return load(path, settings, data)
    throw new DermaliteError(
      'bad-argument',
      `${run.folder} already holds a run`,
      'Go on with it by --resume, or start it anew by --force.',
    )
  }
  const start = await make()
  await save(path, start, settings, data)
  return start
}

async function save(
  path: string,
  { graph, ranges, images, method, candidates }: TrainingStart,
  settings: StartSettings,
  data: string,
): Promise<void> {
  const calibration = { images, method, candidates, ranges: Object.fromEntries(ranges) }
  const metadata = {
    settings: JSON.stringify(settings),
    data,
    calibration: JSON.stringify(calibration),
  }
  await writeFileAtomic(path, writeOnnx(graph, metadata))
}

async function load(path: string, settings: StartSettings, data: string): Promise<TrainingStart> {
  const { graph, metadata } = readOnnx(await readFile(path))
  requireSameConfig(JSON.parse(metadata.settings ?? 'null'), settings)
  requireSameData(metadata.data, data)
  const calibration = calibrationSchema.safeParse(JSON.parse(metadata.calibration ?? 'null'))
  if (!calibration.success) throw invalid(path, calibration.error)
  return { ...calibration.data, graph, ranges: new Map(Object.entries(calibration.data.ranges)) }
}

function invalid(path: string, cause: unknown): DermaliteError {
  return new DermaliteError(
    'checkpoint-invalid',
    `${path} is no start of a training run`,
    'Start the run again without --resume.',
    { cause },
  )
}
