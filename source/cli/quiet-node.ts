/**
 * Keeps Node's warnings off the terminal, where they would be written across the dashboard. plimsoll itself warns of an
 * engine whose certificate is not checked. Must run before anything that may warn.
 */
export function quietNode(): void {
	// Warnings that are queued already, then later ones, as `--throw-deprecation` in NODE_OPTIONS would turn them into errors.
	process.removeAllListeners('warning');
	process.emitWarning = () => {};
}
