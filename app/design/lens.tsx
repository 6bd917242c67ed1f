/** The picture of the app: a lesion under a lens. */
export function Lens() {
  return (
    <svg class="lens" viewBox="0 0 240 240" aria-hidden="true">
      <defs>
        <radialGradient id="lens-skin" cx="42%" cy="36%" r="75%">
          <stop offset="0" stop-color="#fbe3cf" />
          <stop offset="1" stop-color="#e9b48f" />
        </radialGradient>
        <radialGradient id="lens-lesion" cx="45%" cy="42%" r="62%">
          <stop offset="0" stop-color="#6a3722" />
          <stop offset=".62" stop-color="#9a5a3b" />
          <stop offset="1" stop-color="#bd7d58" />
        </radialGradient>
      </defs>
      <circle cx="120" cy="120" r="116" fill="var(--brand-soft)" />
      <circle cx="120" cy="120" r="88" fill="url(#lens-skin)" />
      <path
        d="M98 82c25-15 62-2 70 27 6 24-7 43-29 56-24 14-60 8-70-18-11-28 4-50 29-65z"
        fill="url(#lens-lesion)"
      />
      <g fill="#532a1a" opacity=".55">
        <circle cx="108" cy="112" r="4" />
        <circle cx="126" cy="104" r="3" />
        <circle cx="121" cy="126" r="4.5" />
        <circle cx="139" cy="120" r="3" />
        <circle cx="103" cy="135" r="3" />
        <circle cx="131" cy="141" r="3.5" />
      </g>
      <circle cx="120" cy="120" r="88" fill="none" stroke="var(--brand)" stroke-width="7" />
      <path
        d="M63 92a64 64 0 0 1 30-31"
        fill="none"
        stroke="#fff"
        stroke-opacity=".75"
        stroke-width="6"
        stroke-linecap="round"
      />
      <path
        d="M120 20v12M120 208v12M20 120h12M208 120h12"
        stroke="var(--brand)"
        stroke-width="4"
        stroke-linecap="round"
        opacity=".55"
      />
    </svg>
  )
}
