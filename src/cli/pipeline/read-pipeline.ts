import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'
import { DermaliteError } from '../../errors.ts'
import { PARAMS_FILE } from '../params/read.ts'
import { interpolate } from './interpolate.ts'

export const PIPELINE_FILE = 'dvc.yaml'

/** One stage for one network, its placeholders filled in. */
export type Stage = {
  /** As DVC calls it: `train@mobilenet-v2`. */
  readonly name: string
  /** The part before `@`. */
  readonly group: string
  /** Undefined for a stage that is not of one network. */
  readonly network: string | undefined
  readonly description: string
  /** Run by a shell, one after the other. */
  readonly commands: readonly string[]
  /** Files that it reads, and that it writes. */
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
}

const output = z.union([z.string(), z.record(z.string(), z.unknown())])
const outputs = z.array(output).default([])

const stageSchema = z.strictObject({
  desc: z.string().default(''),
  matrix: z.record(z.string(), z.array(z.string()).min(1)).default({}),
  cmd: z.union([z.string(), z.array(z.string()).min(1)]),
  params: z.array(z.unknown()).default([]),
  deps: z.array(z.string()).default([]),
  outs: outputs,
  metrics: outputs,
})

/** What of a pipeline of DVC can be run without DVC. */
const pipelineSchema = z.strictObject({
  stages: z.record(z.string(), stageSchema),
  plots: z.unknown().optional(),
})

/**
 * The stages of `dvc.yaml`, each for every network of its matrix, in the order in which they stand there.
 *
 * @throws DermaliteError `file-not-found`; `bad-config`: no YAML, more than this understands of DVC, a placeholder that says
 *   nothing, or a stage before one whose files it needs
 */
export async function readPipeline(
  path = PIPELINE_FILE,
  paramsPath = PARAMS_FILE,
): Promise<readonly Stage[]> {
  const params = await readYaml(paramsPath)
  const checked = pipelineSchema.safeParse(await readYaml(path))
  if (!checked.success) throw wrong(path, z.prettifyError(checked.error))
  const stages = Object.entries(checked.data.stages).flatMap(([group, stage]) =>
    combinations(stage.matrix).map((item) =>
      stageOf(group, stage, item, (text) => interpolate(text, { ...asObject(params), item })),
    ),
  )
  requireOrder(stages, path)
  return stages
}

function stageOf(
  group: string,
  { desc, cmd, deps, outs, metrics }: z.infer<typeof stageSchema>,
  item: Readonly<Record<string, string>>,
  fill: (text: string) => string,
): Stage {
  const values = Object.values(item)
  const paths = [...outs, ...metrics].flatMap((each) =>
    typeof each === 'string' ? [each] : Object.keys(each),
  )
  return {
    name: values.length > 0 ? `${group}@${values.join('-')}` : group,
    group,
    network: item.network,
    description: desc,
    commands: [cmd].flat().map(fill),
    inputs: deps.map(fill),
    outputs: paths.map(fill),
  }
}

/** Every choice of one value for each key, the last key fastest; one without any where there is no key. */
function combinations(
  matrix: Readonly<Record<string, readonly string[]>>,
): Record<string, string>[] {
  return Object.entries(matrix).reduce<Record<string, string>[]>(
    (items, [key, values]) =>
      items.flatMap((item) => values.map((value) => ({ ...item, [key]: value }))),
    [{}],
  )
}

function requireOrder(stages: readonly Stage[], path: string): void {
  for (const [index, { name, inputs }] of stages.entries()) {
    const later = stages.slice(index).find(({ outputs }) => outputs.some((o) => inputs.includes(o)))
    if (later) throw wrong(path, `${name} needs what ${later.name} writes, and stands before it`)
  }
}

async function readYaml(path: string): Promise<unknown> {
  try {
    return parse(await readFile(path, 'utf8'))
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw wrong(path, (cause as Error).message)
    }
    throw new DermaliteError(
      'file-not-found',
      `there is no ${path} here`,
      'Run the pipeline in a clone of the repository of DermaLite.',
      { cause },
    )
  }
}

const asObject = (data: unknown) => (typeof data === 'object' ? data : {})

function wrong(path: string, problem: string): DermaliteError {
  return new DermaliteError('bad-config', `${path} is wrong: ${problem}`, 'Correct the file.')
}
