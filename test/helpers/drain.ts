/** Reads a stream to its end. */
export async function drain(stream: AsyncIterable<unknown>): Promise<void> {
	for await (const _ of stream) {
	}
}
