/** A new file that this action created. */
export interface ReservedFile {
	write(content: string): Promise<void>;
	/** Removes the file, unless another program has replaced it. */
	discard(): Promise<void>;
}

/** The user's files. Paths may start with `~/`. */
export interface Files {
	/** Writes a temporary file and renames it; resolves to the absolute path. Rejects with `path: reason`. */
	save(path: string, content: string | AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<string>;
	/** Compresses with gzip, piece by piece. */
	compress(content: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
	/** Writes a new file for another program, which only the user can read: until `remove`, or until plimsoll ends. */
	lend(name: string, content: string): Promise<{ readonly path: string; remove(): Promise<void> }>;
	/** Creates an empty file at a free name, for content that is known later. Rejects with the system's words. */
	reserve(path: string): Promise<ReservedFile>;
	read(path: string): Promise<string>;
	readStream(path: string): AsyncIterable<Uint8Array>;
	/** Paths that begin with `prefix`, folders with a trailing slash. */
	complete(prefix: string, kind: 'folders' | 'paths'): Promise<readonly string[]>;
	/** The kind of the file at a path; undefined when there is none or plimsoll may not see it. */
	stat(path: string): Promise<'file' | 'folder' | undefined>;
	/** The reason why a path cannot be written, without the path; undefined when it can. Only regular files are replaced. */
	whyNotWritable(path: string): Promise<string | undefined>;
	/** The absolute path. */
	resolve(path: string): string;
	readonly cwd: string;
	/** A sentence about the paths, for forms; undefined on the user's own machine. */
	readonly note: string | undefined;
}
