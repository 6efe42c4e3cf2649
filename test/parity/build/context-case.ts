import type { ContextFolder } from './context-folder.js';

export type ContextCase = {
	make(folder: ContextFolder): void;
	/** The path for `-f`, relative to the context. */
	dockerfile?: string;
	/** The Dockerfile's `COPY` lines; `COPY . /srv/` by default. */
	copy?: readonly string[];
	target?: string;
	/** The exact files that must be in `/srv`, for cases that two clients could get wrong in the same way. */
	files?: readonly string[];
	/** The API version (1.47 is 147) from which on engines refuse this context from every client. */
	refusedSince?: number;
	/** True if the client in the 20.10 CLI behaves differently. */
	todayOnly?: boolean;
};

/** Writes a file for each name, with the name as its text. */
export const tree = (folder: ContextFolder, ...names: string[]) => {
	for (const name of names) {
		folder.write(name);
	}
};
