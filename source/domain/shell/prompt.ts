/** Prompts before a command in terminals, tutorials and chats, each at the start of a line. */
const prompts: readonly RegExp[] = [
	// user@host:~/src$, [root@host src]#, (venv) user@host %
	/^(?:\([^)\n]*\)[ \t]*)?(?:\[[^\]\n]*@[^\]\n]*\]|[\w.-]+@[\w.-]+(?:(?::|[ \t]+)[^\s$#%>]*)?)[ \t]*[$#%>][ \t]+/,
	// $, %, ~$, /srv#, ~/src$
	/^(?:\([^)\n]*\)[ \t]*)?(?:[~/][\w./~-]*[ \t]?)?[$%❯»λ][ \t]+/u,
	/^[~/][\w./~-]*[ \t]?[#>][ \t]+/,
	// bash-5.2$, sh-4.2#
	/^(?:ba|z|k|da)?sh-[\d.]+[$#][ \t]+/,
	// ➜  src git:(main) ✗
	/^➜[ \t]+\S+[ \t]+(?:git:\([^)\n]*\)[ \t]*(?:✗[ \t]*)?)?/u,
	// PS C:\Users\me>, C:\>
	/^(?:PS(?:[ \t]+[^\n>]*)?|[A-Za-z]:\\[^\n>]*)>[ \t]*/,
];

const program = String.raw`(?:\S*\/)?(?:docker|podman|nerdctl)(?:\.exe)?[ \t]`;

/** The bullet or the number of a list, before a command. */
const listMark = new RegExp(String.raw`^(?:[-*•]|\d{1,3}[.)])[ \t]+(?=(?:[$#%][ \t]+)?(?:sudo[ \t]+)?${program})`, 'u');

/** Any other words without quotes and operators that end in the sign of a prompt, directly before one of these programs. */
const otherPrompt = new RegExp(
	String.raw`^(?!#)[^\n"'\x60;|&#>]{0,80}(?:[$%❯»λ➜]|(?<=\S)[#>]|^>)[ \t]*(?=(?:sudo[ \t]+)?${program})`,
	'u',
);

/** A root prompt (`# `) before one of these programs. Before other words, `# ` starts a comment. */
const afterRootPrompt = /^#[ \t]+(?=(?:[A-Za-z_]\w*=\S*[ \t]+|sudo[ \t]+)*(?:\S*\/)?(?:docker|podman|nerdctl)[ \t])/;

/** Returns the prompt at the start of a line, or an empty text. With `root`, `# docker …` starts with a prompt. */
export function promptAt(line: string, root: boolean): string {
	for (const prompt of prompts) {
		const found = prompt.exec(line);
		if (found) {
			return found[0];
		}
	}
	const mark = listMark.exec(line)?.[0] ?? '';
	if (mark !== '') {
		return mark + promptAt(line.slice(mark.length), root);
	}
	return otherPrompt.exec(line)?.[0] ?? ((root && afterRootPrompt.exec(line)?.[0]) || '');
}

/** Returns the prompt of a continued line (`> `), or an empty text. */
export const continuedPromptAt = (line: string): string => /^[ \t]*>{1,2}[ \t]+/.exec(line)?.[0] ?? '';
