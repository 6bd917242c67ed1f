import { networkInterfaces } from 'node:os'

/** The IPv4 addresses under which other devices of the network reach this machine. */
export function lanAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((all) =>
    (all ?? [])
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address }) => address),
  )
}
