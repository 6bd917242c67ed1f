import fc from 'fast-check'

// The same properties are tried at every run of CI, so that only a change can break it; elsewhere they are new ones each time.
if (process.env.CI) fc.configureGlobal({ seed: 1 })
