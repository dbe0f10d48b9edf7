/** What the clients of orval send their requests through: the address and the token of the running service. */
export async function call<T>(url: string, options?: RequestInit): Promise<T> {
  const answer = await fetch(`${process.env.PARTNER_API_URL}${url}`, {
    ...options,
    headers: { ...(options?.headers as Record<string, string>), authorization: `Bearer ${process.env.ACCESS_TOKEN}` },
  });
  return { status: answer.status, data: await answer.json(), headers: answer.headers } as T;
}
