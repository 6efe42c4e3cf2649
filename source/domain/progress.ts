/**
 * A message of the engine's JSON stream for pull, push, build and load.
 * Source: moby pkg/jsonmessage/jsonmessage.go. Sizes in bytes.
 */
export type ProgressMessage = {
	readonly id?: string;
	readonly status?: string;
	readonly current?: number;
	readonly total?: number;
	/** Build output of the classic builder. */
	readonly stream?: string;
	/** Engine's `aux`: `{ID}` of a built image, `{Tag, Digest, Size}` of a push. */
	readonly aux?: Readonly<Record<string, unknown>>;
};

/** A step of a BuildKit build. Times are Unix milliseconds. Source: moby/buildkit api/services/control/control.proto. */
export type BuildVertex = {
	readonly digest: string;
	readonly inputs: readonly string[];
	readonly name: string;
	readonly cached: boolean;
	readonly startedAt?: number;
	readonly completedAt?: number;
	readonly error?: string;
};

/** What a build tells while it runs: the classic builder's messages, BuildKit's trace, and our own upload of the context. */
export type BuildEvent =
	| { readonly kind: 'message'; readonly message: ProgressMessage }
	| { readonly kind: 'vertex'; readonly vertex: BuildVertex }
	| {
			readonly kind: 'status';
			readonly vertex: string;
			readonly id: string;
			readonly current: number;
			readonly total: number;
	  }
	| { readonly kind: 'log'; readonly vertex: string; readonly text: string }
	| { readonly kind: 'upload'; readonly sent: number; readonly done: boolean };
