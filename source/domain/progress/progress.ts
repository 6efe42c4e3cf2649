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
	/** `{ID}` of a built image, `{Tag, Digest, Size}` of a push. */
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

/** Progress of a build: messages of the classic builder, BuildKit's trace, and our upload of the build context. */
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
