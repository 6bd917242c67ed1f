import { type GenerateResult, generate } from 'selfsigned'

/** PEM texts. */
export type Certificate = Pick<GenerateResult, 'private' | 'cert'>

const DAYS = 30
const DAY_MS = 24 * 60 * 60 * 1000

/**
 * A certificate that this machine signs itself, for its addresses: a browser warns once, then gives the camera.
 *
 * @param addresses IP addresses beside localhost
 */
export async function makeCertificate(addresses: readonly string[]): Promise<Certificate> {
  return generate([{ name: 'commonName', value: 'DermaLite on this machine' }], {
    notAfterDate: new Date(Date.now() + DAYS * DAY_MS),
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          ...['127.0.0.1', ...addresses].map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
  })
}
