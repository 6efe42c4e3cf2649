import type { ReadStream } from 'node:tty';

/** What a terminal sends when it gets or loses the focus, once asked to. Source: xterm's control sequences, mode 1004. */
const report = /\x1b\[([IO])/g;

/**
 * The same stream for a reader that drops reports of the focus, as Ink does; `onFocus` is told of them. Only `read` is
 * listened to: another listener on the stream would set it flowing between two readers, and lose keys.
 */
export function withFocus(stdin: ReadStream, onFocus: (focused: boolean) => void): ReadStream {
	const read = (size?: number): unknown => {
		const chunk: unknown = stdin.read(size);
		if (typeof chunk === 'string' && chunk.includes('\x1b['))
			for (const [, letter] of chunk.matchAll(report)) onFocus(letter === 'I');
		return chunk;
	};
	return new Proxy(stdin, {
		get(target, key) {
			if (key === 'read') return read;
			const value: unknown = Reflect.get(target, key, target);
			return typeof value === 'function' ? value.bind(target) : value;
		},
		set: (target, key, value) => Reflect.set(target, key, value, target),
	});
}
