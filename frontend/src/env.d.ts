interface ViteTypeOptions {
  strictImportMetaEnv: unknown;
}

declare module "*.po" {
  export const messages: import("@lingui/core").Messages;
}
