import type { ManifestOptions } from 'vite-plugin-pwa'

/** How a phone installs the app, and that it takes pictures that other apps share. */
export const WEB_MANIFEST: Partial<ManifestOptions> = {
  id: './',
  name: 'DermaLite',
  short_name: 'DermaLite',
  description:
    'Research software that classifies dermatoscope pictures on the device, shows why, and says how sure it is.',
  start_url: './',
  scope: './',
  display: 'standalone',
  orientation: 'any',
  background_color: '#f3f6f5',
  theme_color: '#0b6e69',
  categories: ['medical', 'education'],
  icons: [
    { src: 'icons/icon.svg', sizes: 'any', type: 'image/svg+xml' },
    { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png' },
    { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png' },
    { src: 'icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
  share_target: {
    action: './share',
    method: 'POST',
    enctype: 'multipart/form-data',
    params: { files: [{ name: 'picture', accept: ['image/*'] }] },
  },
}
