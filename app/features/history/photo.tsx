import { useEffect, useState } from 'preact/hooks'

/** A kept picture. */
export function Photo({ photo, alt }: { readonly photo: Blob; readonly alt: string }) {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    const url = URL.createObjectURL(photo)
    setAddress(url)
    return () => URL.revokeObjectURL(url)
  }, [photo])
  return <img class="photo" src={address} alt={alt} />
}
