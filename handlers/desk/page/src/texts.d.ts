declare module "texts:*" {
  const content: string;
  export default content;
}
