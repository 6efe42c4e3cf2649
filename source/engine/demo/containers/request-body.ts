type Body = Readonly<Record<string, unknown>>;

/** The body of a request after its way through JSON: without undefined fields, and with plain numbers to compute with. */
export function receivedBody(body: Body): Body {
	return JSON.parse(JSON.stringify(body, (_, part: unknown) => (typeof part === 'bigint' ? Number(part) : part)));
}
