import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Command, Option } from 'commander'
import { MANIFEST_FILE } from '../classifier/bundle.ts'
import { DermaliteError } from '../errors.ts'
import { PACKAGE_ROOT } from '../package-root.ts'

const MODELS = join(PACKAGE_ROOT, 'models')

/** Lets every command that takes one bundle take the name of a model that ships as well: `--model efficientnet-lite0`. */
export function offerModels(command: Command): Command {
  for (const child of command.commands) offerModels(child)
  const bundle = command.options.find(({ long }) => long === '--bundle')
  if (!bundle || bundle.variadic || bundle.mandatory) return command
  return command
    .addOption(
      new Option('--model <name>', 'instead of --bundle: one of the models that ship').conflicts(
        'bundle',
      ),
    )
    .hook('preAction', () => {
      const { model } = command.opts<{ model?: string }>()
      if (model !== undefined) command.setOptionValue('bundle', folderOf(model))
    })
}

/** @throws DermaliteError `bundle-not-found`: no model of this name ships */
function folderOf(model: string): string {
  const names = shippedModels()
  if (names.includes(model)) return join(MODELS, model)
  throw new DermaliteError(
    'bundle-not-found',
    `no model "${model}" ships with DermaLite`,
    names.length > 0
      ? `Choose ${names.join(' or ')}, or name the folder of a bundle with --bundle.`
      : 'Name the folder of a bundle with --bundle.',
  )
}

function shippedModels(): string[] {
  const folders = existsSync(MODELS) ? readdirSync(MODELS) : []
  return folders.filter((name) => existsSync(join(MODELS, name, MANIFEST_FILE))).sort()
}
