import { Button } from '@mantine/core'
import { type ChangeEvent, useRef, useState } from 'react'
import { useMutation } from 'urql'
import { FileDrop } from '../files/FileDrop.tsx'
import { failureText } from '../network/failure.ts'
import { Avatar } from '../people/Avatar.tsx'
import { usePicture } from '../people/pictures.ts'
import { RemovePicture } from '../people/remove-picture.ts'
import { refusalText } from '../texts/refusal-text.ts'
import { useTexts } from '../texts/texts.ts'
import classes from './Picture.module.css'
import { PictureDialog } from './PictureDialog.tsx'
import { Section } from './Section.tsx'

/** What browsers and the server can show. */
const imageTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']

/** The picture that stands beside one's name: chosen or dropped, cut to a square, or removed. */
export function PictureForm({ login, name }: { login: string; name: string }) {
  const t = useTexts()
  const input = useRef<HTMLInputElement>(null)
  const picture = usePicture(login)
  const [file, setFile] = useState<File | null>(null)
  const [said, setSaid] = useState<{ wrong?: string; done?: string }>({})
  const [{ fetching }, remove] = useMutation(RemovePicture)

  function choose([chosen]: readonly File[]) {
    if (!chosen) return
    if (imageTypes.includes(chosen.type)) {
      setSaid({})
      setFile(chosen)
    } else setSaid({ wrong: t('profile.notAnImage') })
  }
  function onChange({ currentTarget }: ChangeEvent<HTMLInputElement>) {
    choose([...(currentTarget.files ?? [])])
    // So that the same file can be chosen again.
    currentTarget.value = ''
  }
  async function removeIt() {
    const { data, error } = await remove({ input: { login } })
    const result = data?.answer
    if (result?.__typename === 'RemovePictureSuccess') setSaid({ done: t('profile.removed') })
    else setSaid({ wrong: result ? refusalText(result) : failureText(error) })
  }
  return (
    <Section
      title={t('profile.picture')}
      wrong={said.wrong ?? null}
      done={said.done ?? null}
      onSubmit={() => input.current?.click()}
    >
      <div className={classes.row}>
        <Avatar login={login} name={name} size={96} />
        <div className={classes.buttons}>
          <Button type="submit">{t(picture ? 'profile.anotherPicture' : 'profile.choosePicture')}</Button>
          {picture && (
            <Button variant="default" loading={fetching} onClick={removeIt}>
              {t('profile.removePicture')}
            </Button>
          )}
        </div>
      </div>
      <input ref={input} type="file" hidden accept={imageTypes.join()} onChange={onChange} data-testid="picture" />
      {!file && <FileDrop text={t('profile.dropPicture')} onFiles={choose} />}
      {file && (
        <PictureDialog
          file={file}
          onSaved={() => {
            setFile(null)
            setSaid({ done: t('profile.saved') })
          }}
          onClose={() => setFile(null)}
        />
      )}
    </Section>
  )
}
