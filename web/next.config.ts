import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  agentRules: false,
  devIndicators: false,
  // Titles come with the page for everybody, not through a script afterwards.
  htmlLimitedBots: /.*/,
  // Browsers ask for it on their own where a page names no icon.
  redirects: async () => [{ source: "/favicon.ico", destination: "/icon.svg", permanent: true }],
  // Another lock file further up must not be taken for the root of this project.
  turbopack: { root: import.meta.dirname },
};

export default config;
