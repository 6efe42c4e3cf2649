import { constants, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';

/** Status codes. Source: grpc doc/statuscodes.md. */
export const grpcStatus = { ok: 0, unknown: 2, notFound: 5, unimplemented: 12 } as const;

/** The engine has closed the call or the connection. */
export class CallClosed extends Error {}

/** One call from the engine to plimsoll: messages both ways. Source: grpc doc/PROTOCOL-HTTP2.md. */
export class GrpcCall {
	readonly method: string;
	readonly #stream: ServerHttp2Stream;
	readonly #rawHeaders: readonly string[];
	#status: { code: number; words: string } = { code: grpcStatus.ok, words: '' };

	/** `rawHeaders` are name and value in turn. Node's own headers join a repeated header with commas. */
	constructor(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, rawHeaders: readonly string[]) {
		this.#stream = stream;
		this.#rawHeaders = rawHeaders;
		this.method = String(headers[constants.HTTP2_HEADER_PATH]);
		stream.on('error', () => {});
		stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
		stream.once('wantTrailers', () => {
			const { code, words } = this.#status;
			stream.sendTrailers({ 'grpc-status': String(code), ...(words && { 'grpc-message': encodeURIComponent(words) }) });
		});
	}

	/** All values of a header that the engine sent as metadata. */
	metadata(name: string): readonly string[] {
		return this.#rawHeaders.flatMap((header, index) =>
			index % 2 === 0 && header.toLowerCase() === name ? [this.#rawHeaders[index + 1] ?? ''] : [],
		);
	}

	/** The engine's messages, until it closes its side. Rejects with CallClosed. */
	async *messages(): AsyncGenerator<Buffer, void, undefined> {
		let rest: Buffer = Buffer.alloc(0);
		try {
			for await (const chunk of this.#stream.iterator({ destroyOnReturn: false })) {
				rest = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
				// Before each message: one byte for compression, which plimsoll does not offer, and four for the length.
				while (rest.length >= 5 && rest.length >= 5 + rest.readUInt32BE(1)) {
					const end = 5 + rest.readUInt32BE(1);
					yield rest.subarray(5, end);
					rest = rest.subarray(end);
				}
			}
		} catch (error) {
			throw new CallClosed('the builder closed the connection', { cause: error });
		}
	}

	/** Sends a message; resolves when the stream accepts the next. Rejects with CallClosed. */
	async send(message: Uint8Array): Promise<void> {
		const stream = this.#stream;
		if (stream.destroyed || stream.writableEnded) {
			throw new CallClosed();
		}
		const prefix = Buffer.alloc(5);
		prefix.writeUInt32BE(message.length, 1);
		if (stream.write(Buffer.concat([prefix, message]))) {
			return;
		}
		await new Promise<void>(resolve => {
			const settle = () => {
				stream.off('drain', settle).off('close', settle);
				resolve();
			};
			stream.on('drain', settle).on('close', settle);
		});
		if (stream.destroyed) {
			throw new CallClosed();
		}
	}

	/** Ends the call with a status. */
	end(code: number = grpcStatus.ok, words = ''): void {
		if (this.#stream.destroyed || this.#stream.writableEnded) {
			return;
		}
		this.#status = { code, words };
		this.#stream.end();
	}

	/** Runs `listener` once after any end of the call. */
	onClose(listener: () => void): void {
		this.#stream.once('close', listener);
	}
}
