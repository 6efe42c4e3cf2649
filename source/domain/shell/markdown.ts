/** A pasted text without the marks of Markdown around its commands, and the removed marks. */
type Unmarked = { readonly text: string; readonly removed: readonly string[] };

const fence = /^[ \t]*(?:```|~~~)[\w-]*[ \t]*$/gm;
/** Inline code that is the whole text. */
const inlineCode = /^\s*`([^`]*)`\s*$/;
/** Blanks of web pages, which a shell takes for parts of words. */
const otherBlanks = /[^\S \t\r\n]/;

/** Removes the fences of code blocks and the backticks of inline code, which a shell would read as commands to run. */
export function withoutMarkdown(text: string): Unmarked {
	const fences = text.match(fence) ?? [];
	const code = inlineCode.exec(text)?.[1];
	return {
		text: code ?? text.replace(fence, ''),
		removed: [
			...new Set(fences.map(mark => mark.trim())),
			...(code === undefined ? [] : ['`']),
			...(otherBlanks.test(text) ? ['no-break spaces'] : []),
		],
	};
}
