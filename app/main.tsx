import { render } from 'preact'
import './design/tokens.css'
import './design/base.css'
import './design/components.css'
import './shell/shell.css'
import { followLanguage } from './i18n/messages.ts'
import { watchUpdates } from './offline/updates.ts'
import { keepPreferences } from './preferences/preferences.ts'
import { App } from './shell/app.tsx'

keepPreferences()
watchUpdates()
await followLanguage()
render(<App />, document.getElementById('app')!)
