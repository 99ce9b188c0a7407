import { readUuid } from '../lib/uuid.ts'

/** In the name of an issuer it stands for the id of a tenant of Entra, the claim `tid`. */
const tenant = '{tenantid}'

export const isTemplate = (issuer: string): boolean => issuer.includes(tenant)

/** With and without a last slash: providers write their own name one way and their documents the other. */
export function spellingsOf(issuer: string): string[] {
  const bare = issuer.replace(/\/+$/, '')
  return [bare, `${bare}/`]
}

/**
 * Whether the issuer of a token is the one of its tenant, and the key which signed it may sign for that tenant: Entra
 * publishes the keys of all its tenants at one address, each with the issuer, or the template, that it is for
 * (https://learn.microsoft.com/entra/identity-platform/access-tokens#validate-the-issuer).
 */
export function isIssuerOfTenant(
  { iss, tid }: { iss?: unknown; tid?: unknown },
  template: string,
  keyIssuer: string | null,
): boolean {
  const id = typeof tid === 'string' ? readUuid(tid) : null
  if (id === null || typeof iss !== 'string') return false
  const isNamedBy = (name: string) => spellingsOf(name.toLowerCase().replace(tenant, id)).includes(iss.toLowerCase())
  return isNamedBy(template) && (keyIssuer === null || isNamedBy(keyIssuer))
}
