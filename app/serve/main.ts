import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { renderUnicodeCompact } from 'uqr'
import { build } from 'vite'
import { lanAddresses } from './addresses.ts'
import { makeCertificate } from './certificate.ts'
import { startServer } from './server.ts'

const HELP = `Usage: npm start [-- options]

Builds the phone app and serves it on this machine and its network.

Options:
  --https        serve https with a certificate made now: a phone gives its camera to https pages only, and installs them
  --port <n>     default: 4173
  --no-build     serve what was built before
  -h, --help     show this

Examples:
  npm start                       on this machine
  npm start -- --https            for a phone on the same network: scan the QR code, accept the certificate
`

const APP = fileURLToPath(new URL('..', import.meta.url))

async function main(): Promise<void> {
  const { values } = parseArgs({
    allowNegative: true,
    options: {
      https: { type: 'boolean', default: false },
      port: { type: 'string', default: '4173' },
      build: { type: 'boolean', default: true },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return void process.stdout.write(HELP)
  if (values.build) {
    process.stdout.write('Building the app …\n')
    await build({ configFile: `${APP}vite.config.ts`, logLevel: 'warn' })
  }
  const lan = lanAddresses()
  const certificate = values.https ? await makeCertificate(lan) : undefined
  const { port } = await startServer({
    folder: `${APP}dist`,
    port: Number(values.port),
    certificate,
  })
  const scheme = certificate ? 'https' : 'http'
  const [first] = lan
  process.stdout.write(`\n  On this machine   ${scheme}://localhost:${port}/\n`)
  for (const address of lan) {
    process.stdout.write(`  On the network    ${scheme}://${address}:${port}/\n`)
  }
  if (first) process.stdout.write(`\n${renderUnicodeCompact(`${scheme}://${first}:${port}/`)}\n`)
  if (certificate) {
    process.stdout.write(
      '\nThe browser warns of the certificate once: this machine signed it itself.\n',
    )
  } else {
    process.stdout.write(
      '\nOver the network the camera and installing need https: npm start -- --https\n',
    )
  }
  process.stdout.write('Stop with Ctrl+C.\n')
}

try {
  await main()
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
}
