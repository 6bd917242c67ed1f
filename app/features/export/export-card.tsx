import { useState } from 'preact/hooks'
import { Icon } from '../../design/icon.tsx'
import { messages } from '../../i18n/messages.ts'
import './export.css'
import { FORMATS, type Format, type Report } from './report.ts'
import { saveFile } from './save-file.ts'

export type ExportCardProps = {
  reports(): Promise<Report[]>
}

/** Files to take a result to a doctor, or to other software. */
export function ExportCard({ reports }: ExportCardProps) {
  const words = messages.value.export
  const [state, setState] = useState<'ready' | 'busy' | 'failed'>('ready')
  const save = async (format: Format) => {
    setState('busy')
    try {
      const { exportReports } = await import('./export-reports.ts')
      await saveFile(await exportReports(await reports(), format))
      setState('ready')
    } catch {
      setState('failed')
    }
  }
  return (
    <section class="card stack tight">
      <h2 class="with-icon">
        <Icon name="save" />
        {words.title}
      </h2>
      <p class="soft small">{words.lead}</p>
      <div class="formats">
        {FORMATS.map((format) => (
          <button
            key={format}
            type="button"
            class="button secondary"
            disabled={state === 'busy'}
            onClick={() => void save(format)}
          >
            {words.formats[format]}
          </button>
        ))}
      </div>
      <div role="alert">{state === 'failed' && <p>{words.failed}</p>}</div>
    </section>
  )
}
