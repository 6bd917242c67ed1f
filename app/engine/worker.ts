import { classifyOpened } from './worker/classify.ts'
import { inspectFrame } from './worker/inspect.ts'
import { loadOnce } from './worker/load.ts'
import { openPicture } from './worker/open.ts'
import { serve } from './worker/serve.ts'

serve({
  load: loadOnce,
  open: openPicture,
  inspect: inspectFrame,
  classify: classifyOpened,
})
