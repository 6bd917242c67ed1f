import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { DermaliteError } from '../errors.ts'
import type { Checksum } from './checksum.ts'
import { type DownloadOptions, downloadFile } from './download.ts'

/** A file of a data set in a Dataverse repository, as its authors uploaded it. */
export type DataverseFile = {
  readonly name: string
  readonly url: string
  /** In bytes; where the repository does not say, that of the converted form. */
  readonly size: number
  /** Undefined where the repository has none of a kind that can be checked here. */
  readonly checksum: Checksum | undefined
}

export type ListOptions = Pick<DownloadOptions, 'retries' | 'backoffMilliseconds'> & {
  /** Address of the repository, such as https://dataverse.harvard.edu. */
  readonly baseUrl: string
  /** Such as doi:10.7910/DVN/DBW86T. */
  readonly persistentId: string
  /** Where the answer of the repository is kept. */
  readonly path: string
}

const dataFileSchema = z.object({
  id: z.int().positive(),
  filename: z.string().min(1),
  filesize: z.int().nonnegative(),
  /** Tabular files are converted; these say what they were. */
  originalFileFormat: z.string().optional(),
  originalFileName: z.string().optional(),
  originalFileSize: z.int().nonnegative().optional(),
  /** Of a converted file it is that of the original. */
  checksum: z.object({ type: z.string(), value: z.string() }).optional(),
})

const answerSchema = z.object({
  data: z.object({
    latestVersion: z.object({ files: z.array(z.object({ dataFile: dataFileSchema })) }),
  }),
})

const ALGORITHMS: Readonly<Record<string, Checksum['algorithm']>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
}

/**
 * The files of the latest version of a data set in a Dataverse repository
 * (https://guides.dataverse.org/en/latest/api/native-api.html).
 *
 * @throws DermaliteError `download-failed`, `bad-argument` for a base address that is none
 */
export async function listDataverseFiles(options: ListOptions): Promise<DataverseFile[]> {
  const { baseUrl, persistentId, path, ...download } = options
  const query = new URLSearchParams({ persistentId })
  const url = `${withoutSlash(baseUrl)}/api/datasets/:persistentId/?${query}`
  await downloadFile({ ...download, url, path })
  const answer = answerSchema.safeParse(parseJson(await readFile(path, 'utf8')))
  if (!answer.success) {
    throw new DermaliteError(
      'download-failed',
      `${url} answered with no list of files: ${z.prettifyError(answer.error)}`,
      'Check that the address is a Dataverse repository that holds the data set.',
    )
  }
  return answer.data.data.latestVersion.files.map(({ dataFile }) => fileOf(dataFile, baseUrl))
}

function fileOf(file: z.infer<typeof dataFileSchema>, baseUrl: string): DataverseFile {
  const { id, filename, filesize, originalFileName, originalFileSize, checksum } = file
  const converted = file.originalFileFormat !== undefined
  const algorithm = checksum && ALGORITHMS[checksum.type]
  return {
    name: originalFileName ?? filename,
    url: `${withoutSlash(baseUrl)}/api/access/datafile/${id}${converted ? '?format=original' : ''}`,
    size: originalFileSize ?? filesize,
    checksum: algorithm && { algorithm, hex: checksum.value },
  }
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
