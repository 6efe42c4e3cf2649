/** The last lines of an output that arrives in chunks. */
export type Output = {
	readonly lines: readonly string[];
	/** The last line while its line end has not arrived. */
	readonly partial: string;
};

export const emptyOutput: Output = { lines: [], partial: '' };

const maxLines = 200;
const maxLineLength = 4096;

/** Appends a chunk, which may end in the middle of a line. Keeps 200 lines of at most 4096 characters. */
export function appendOutput(output: Output, text: string): Output {
	const pieces = text.split('\n');
	pieces[0] = output.partial + pieces[0]!;
	const partial = pieces.pop()!.slice(0, maxLineLength);
	if (pieces.length === 0) {
		return { lines: output.lines, partial };
	}
	const added = pieces.slice(-maxLines).map(line => line.slice(0, maxLineLength));
	return { lines: [...output.lines, ...added].slice(-maxLines), partial };
}

/** The last `count` lines, including the unfinished line, without trailing empty lines. */
export function lastLines({ lines, partial }: Output, count: number): readonly string[] {
	const all = partial === '' ? [...lines] : [...lines, partial];
	while (all.length > 0 && all.at(-1)!.trim() === '') {
		all.pop();
	}
	return all.slice(Math.max(0, all.length - count));
}
