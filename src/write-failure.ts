import { DermaliteError } from './errors.ts'

/**
 * Waits for a write. What the system refuses (no permission, no room, a file in the way) becomes an error that says so;
 * any other error stays what it is.
 *
 * @param place shown to the user: the file or folder that is written
 * @throws DermaliteError `write-failed`
 */
export async function reportWriteFailure<T>(place: string, writing: Promise<T>): Promise<T> {
  try {
    return await writing
  } catch (cause) {
    const { syscall, message } = cause as NodeJS.ErrnoException
    if (syscall === undefined) throw cause
    throw new DermaliteError(
      'write-failed',
      `cannot write ${place}: ${message}`,
      'Name a place that you may write to, on a disk with room.',
      { cause },
    )
  }
}
