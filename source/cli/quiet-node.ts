/**
 * Keeps Node's warnings off the terminal: they would be written across the dashboard, and are about Node, not about an
 * engine. What is worth a word (an engine whose certificate is not checked) plimsoll says itself. First of all.
 */
export function quietNode(): void {
	// Those on their way already, and those to come: `--throw-deprecation` in NODE_OPTIONS would end the process with one.
	process.removeAllListeners('warning');
	process.emitWarning = () => {};
}
