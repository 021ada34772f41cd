import type { FieldOf } from '../../../../../shared/model/kinds.ts'

/** What order files call their columns in Chinese (simplified and traditional), Japanese and Korean; usual phrases before the bar, as in the other languages. */
export const eastAsianOrders: Partial<Record<FieldOf<'orders'>, string>> = {
  customer:
    '客户, 客户编号, 客户id, 顾客, 顾客编号, 会员编号, 买家, 買家, 客戶, 客戶編號, 顧客, 顧客id, 顧客番号, 顧客コード, 会員番号, 得意先, 得意先コード, 購入者, 고객, 고객번호, 고객id, 회원번호, 구매자',
  customerName:
    '客户名称, 客户姓名, 顾客姓名, 买家姓名, 收货人, 收货人姓名, 客戶名稱, 顧客名, お客様名, 氏名, 得意先名, 購入者名, 고객명, 구매자명, 주문자, 주문자명',
  customerEmail: '邮箱, 电子邮件, 客户邮箱, 電子郵件, メールアドレス, 이메일, 이메일주소',
  order: '订单号, 订单编号, 订单id, 单号, 流水号, 訂單編號, 訂單號, 注文番号, 注文id, 受注番号, 伝票番号, 注文no, 주문번호, 주문id',
  orderedAt:
    '下单日期, 下单时间, 订单日期, 订单时间, 订单创建时间, 购买日期, 付款时间, 交易日期, 訂單日期, 注文日, 注文日時, 受注日, 受注日時, 購入日, 売上日, 注文日付, 주문일, 주문일자, 주문일시, 구매일, 결제일 | 日期, 时间, 日付, 年月日, 日時, 날짜, 일자',
  status: '订单状态, 状态, 訂單狀態, 注文状態, ステータス, 주문상태, 상태',
  currency: '币种, 货币, 幣別, 通貨, 통화',
  country: '国家, 國家, 国, 국가',
  product: '商品编号, 商品编码, 产品编号, 货号, 商品編號, 商品コード, 商品番号, 品番, 상품번호, 상품코드 | 商品, 产品, 產品, 상품, 제품',
  productName: '商品名称, 产品名称, 品名, 商品名稱, 商品名, 製品名, 상품명, 제품명 | 商品, 产品, 產品, 상품, 제품',
  category: '类别, 分类, 商品分类, 類別, カテゴリ, カテゴリー, 分類, 카테고리, 분류',
  quantity: '数量, 购买数量, 數量, 個数, 注文数, 수량, 주문수량',
  unitPrice: '单价, 商品单价, 單價, 単価, 販売価格, 단가, 판매가 | 价格, 價格, 価格, 가격',
  lineTotal:
    '金额, 总金额, 总价, 合计, 小计, 订单金额, 实付金额, 销售额, 金額, 總金額, 合計, 合計金額, 小計, 注文金額, 売上, 売上金額, 금액, 합계, 총금액, 주문금액, 결제금액, 매출'
}
