/** Optional parts of dockerode and Ink that plimsoll never calls; some are not installed, some cannot be loaded as ESM. */
const neverCalled = /^(@grpc\/grpc-js|@grpc\/proto-loader|protobufjs|ssh2|cpu-features|react-devtools-core)$/;

/** Puts nothing in the place of packages that are never called: without this nothing can be bundled. */
export const stubs = {
	name: 'stubs',
	setup(builder) {
		builder.onResolve({ filter: neverCalled }, ({ path: name }) => ({ path: name, namespace: 'stub' }));
		builder.onLoad({ filter: /.*/, namespace: 'stub' }, () => ({ contents: 'module.exports = { default: {} };' }));
	},
};
