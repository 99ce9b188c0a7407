import type { FileRecord } from './file.ts'

/** Where browsers find files: paths on this server. They say nothing of who may read them, so they are the same for all. */
export type FileUrls = {
  of(file: Pick<FileRecord, 'id' | 'name'>): string
  ofThumbnail(file: Pick<FileRecord, 'id' | 'name'>): string
  /** Of the picture of an agent, by its id: another picture has another address. */
  ofPicture(id: string, size: 'large' | 'small'): string
  /** Of the document of a policy, by its short number. */
  ofPolicy(shortNumber: string, language: 'EN' | 'PL'): string
}

/** `path` is that of all files, without a slash at its end. */
export function createFileUrls(path: string): FileUrls {
  const of = ({ id, name }: Pick<FileRecord, 'id' | 'name'>) => `${path}/${id}/${encodeURIComponent(name)}`
  return {
    of,
    ofThumbnail: (file) => `${of(file)}?thumbnail`,
    ofPicture: (id, size) => `${path}/pictures/${id}${size === 'small' ? '?small' : ''}`,
    ofPolicy: (shortNumber, language) =>
      `${path}/policies/${shortNumber}.pdf${language === 'PL' ? '?language=pl' : ''}`,
  }
}
