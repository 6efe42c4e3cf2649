/** The last lines of some output that comes in pieces. */
export type Output = {
	readonly lines: readonly string[];
	/** A last line that has not ended yet. */
	readonly partial: string;
};

export const emptyOutput: Output = { lines: [], partial: '' };

const linesKept = 200;
const lineKept = 4096;

/** Adds a piece of text, which may end in the middle of a line; keeps 200 lines of at most 4096 characters. */
export function appendOutput(output: Output, text: string): Output {
	const pieces = text.split('\n');
	pieces[0] = output.partial + pieces[0]!;
	const partial = pieces.pop()!.slice(0, lineKept);
	if (pieces.length === 0) return { lines: output.lines, partial };
	const added = pieces.slice(-linesKept).map(line => line.slice(0, lineKept));
	return { lines: [...output.lines, ...added].slice(-linesKept), partial };
}

/** The last `count` lines, the unfinished one included, without empty ones at the end. */
export function lastLines({ lines, partial }: Output, count: number): readonly string[] {
	const all = partial === '' ? [...lines] : [...lines, partial];
	while (all.length > 0 && all.at(-1)!.trim() === '') all.pop();
	return all.slice(Math.max(0, all.length - count));
}
