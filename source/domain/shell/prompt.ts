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
	return (root && afterRootPrompt.exec(line)?.[0]) || '';
}

/** Returns the prompt of a continued line (`> `), or an empty text. */
export const continuedPromptAt = (line: string): string => /^[ \t]*>{1,2}[ \t]+/.exec(line)?.[0] ?? '';
