import { Alert, Button, Modal } from '@mantine/core'
import { useEffect, useState } from 'react'
import Cropper, { type Area } from 'react-easy-crop'
import { useTexts } from '../texts/texts.ts'
import 'react-easy-crop/react-easy-crop.css'
import { squareIn } from './crop.ts'
import classes from './Picture.module.css'
import { useSavePicture } from './useSavePicture.ts'

const maxZoom = 5

type Props = { file: File; onSaved(): void; onClose(): void }

/** Chooses a square of an image, with mouse, fingers or keys, and makes it one's picture. */
export function PictureDialog({ file, onSaved, onClose }: Props) {
  const t = useTexts()
  const address = useAddress(file)
  const [image, setImage] = useState<{ width: number; height: number } | null>(null)
  const [isBroken, setIsBroken] = useState(false)
  const [place, setPlace] = useState({ x: 0, y: 0 })
  const [zoom, setZoom] = useState(1)
  const [chosen, setChosen] = useState<{ percent: Area; pixels: Area } | null>(null)
  const { save, sent, wrong } = useSavePicture(file)
  const complaint = isBroken ? t('profile.brokenImage') : wrong

  async function submit() {
    if (image && chosen && (await save(squareIn(image, chosen.pixels)))) onSaved()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('profile.yourPicture')}
      // The cropper measures itself while it appears.
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <div className={classes.dialog}>
        {complaint && (
          <Alert color="ember" role="alert">
            {complaint}
          </Alert>
        )}
        {address && !isBroken && (
          <div className={classes.cropper}>
            <Cropper
              image={address}
              aspect={1}
              crop={place}
              zoom={zoom}
              maxZoom={maxZoom}
              showGrid={false}
              disableAutomaticStylesInjection
              keyboardStep={8}
              onCropChange={setPlace}
              onZoomChange={setZoom}
              onCropAreaChange={(percent, pixels) => setChosen({ percent, pixels })}
              onMediaLoaded={({ naturalWidth, naturalHeight }) =>
                setImage({ width: naturalWidth, height: naturalHeight })
              }
              mediaProps={{ alt: '', onError: () => setIsBroken(true) }}
              cropperProps={{
                role: 'application',
                'aria-label': t('profile.partOfImage'),
              }}
            />
          </div>
        )}
        <div className={classes.below}>
          {address && chosen && <Preview address={address} area={chosen.percent} />}
          <label className={classes.zoom}>
            {t('profile.zoom')}
            <input
              type="range"
              min={1}
              max={maxZoom}
              step={0.05}
              value={zoom}
              onChange={(event) => setZoom(Number(event.currentTarget.value))}
            />
          </label>
        </div>
        <div className={classes.buttons}>
          <Button onClick={submit} loading={sent !== null} disabled={!image || !chosen || isBroken}>
            {t('profile.savePicture')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
        </div>
        <div role="status">{sent !== null && t('profile.uploading', { percent: Math.round(sent * 100) })}</div>
      </div>
    </Modal>
  )
}

/** How the chosen part, given in per cent of the image, looks beside a name. */
function Preview({ address, area }: { address: string; area: Area }) {
  const t = useTexts()
  const style = {
    width: `${10_000 / area.width}%`,
    height: `${10_000 / area.height}%`,
    left: `${(-100 * area.x) / area.width}%`,
    top: `${(-100 * area.y) / area.height}%`,
  }
  return (
    <div className={classes.preview}>
      <img src={address} alt={t('profile.preview')} style={style} />
    </div>
  )
}

/** An address for the content of a file, as long as the component is there. */
function useAddress(file: File): string | null {
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    const made = URL.createObjectURL(file)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return address
}
