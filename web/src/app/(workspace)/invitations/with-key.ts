/** The key of the mailed link, where the page was opened by it. */
export function withKey(key: string | undefined): RequestInit {
  return key ? { headers: { "Invitation-Key": key } } : {};
}
